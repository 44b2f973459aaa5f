"""A card in each of a dozen scripts: its title, a text that fills several lines, and a list of two entries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """What a card of one language says; *font* is the test font that has its script, where the bundled one has not."""

    language: str
    title: str
    body: str
    entries: tuple[str, str]
    font: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that it says, in the order in which it is read."""
        return (self.title, self.body, *self.entries)


SAMPLES = {
    "mixed": Sample(
        "fr",
        "Le café, la Ελλάδα et Москва",
        "Un café peut réunir des voisins. Στην Ελλάδα το λένε καφενείο, και είναι πάντα ανοιχτό. "
        "В Москве это называется кофейня, и туда ходят поговорить. Ici, on l’appelle le bistrot.",
        ("un lieu ouvert", "ένας τόπος, одно место"),
    ),
    "vietnamese": Sample(
        "vi",
        "Chợ phiên của người dân",
        "Mỗi tuần một lần, người dân trong vùng gặp nhau để trao đổi rau quả, hạt giống và kinh nghiệm. "
        "Ế ẩm hay đông khách, chợ vẫn là nơi gặp gỡ thường xuyên của mọi người.",
        ("rau quả tươi", "hạt giống cũ"),
    ),
    "arabic": Sample(
        "ar",
        "الحديقة المشتركة",
        "تجتمع العائلات في الحديقة كل يوم جمعة لزراعة الخضروات معًا، ولا أحد يدفع شيئًا. "
        "بدأ المشروع سنة 2014 في حيّ صغير، ويضم اليوم 35 حديقة (منها OpenGarden) في المدينة.",
        ("البذور والماء", "الأدوات: مجرفة، دلو"),
        "NotoNaskhArabic",
    ),
    "persian": Sample(
        "fa",
        "کتابخانهٔ محله",
        "همسایه‌ها کتاب‌های خود را به اشتراک می‌گذارند و هر کسی می‌تواند آن‌ها را بخواند. "
        "این کتابخانه از سال ۱۳۹۸ باز است و بیش از ۵۰۰ کتاب دارد.",
        ("کتاب کودک", "می‌خواهم بخوانم"),
        "NotoNaskhArabic",
    ),
    "urdu": Sample(
        "ur",
        "محلے کا باغ",
        "ہر جمعے کو لوگ باغ میں ملتے ہیں اور سبزیاں اگاتے ہیں۔ یہاں سب کو خوش آمدید کہا جاتا ہے۔ "
        "ٹماٹر، پیاز اور دھنیا سب مل کر بانٹتے ہیں۔",
        ("بیج اور پانی", "اوزار"),
        "NotoNaskhArabic",
    ),
    "hebrew": Sample(
        "he",
        "גינה קהילתית",
        "השכנים נפגשים בגינה בכל יום שישי ומגדלים ירקות ביחד (עגבניות, מלפפונים ועוד). "
        "הפרויקט התחיל ב-2014 בשכונה קטנה, וכיום יש 35 גינות ברחבי Tel Aviv.",
        ("זרעים ומים", "שָׁלוֹם לכולם"),
        "NotoSansHebrew",
    ),
    "hindi": Sample(
        "hi",
        "साझा बगीचा",
        "हर शुक्रवार को सब लोग बगीचे में मिलते हैं और साथ मिलकर सब्ज़ियाँ उगाते हैं। "
        "यह 2014 में शुरू हुआ; आज शहर में 35 बगीचे हैं। क्षेत्र के बच्चे भी आते हैं।",
        ("बीज और पानी", "औज़ार"),
        "NotoSansDevanagari",
    ),
    "bengali": Sample(
        "bn",
        "যৌথ বাগান",
        "প্রতি শুক্রবার প্রতিবেশীরা বাগানে মিলিত হন এবং একসঙ্গে সবজি ফলান। প্রকল্পটি একটি ছোট পাড়ায় শুরু হয়েছিল; আজ শহরে অনেক বাগান আছে।",
        ("বীজ ও জল", "যন্ত্রপাতি"),
        "NotoSansBengali",
    ),
    "tamil": Sample(
        "ta",
        "பொதுத் தோட்டம்",
        "ஒவ்வொரு வெள்ளிக்கிழமையும் அண்டை வீட்டார் தோட்டத்தில் கூடி காய்கறிகளை வளர்க்கிறார்கள். "
        "இந்தத் திட்டம் ஒரு சிறிய தெருவில் தொடங்கியது; இன்று பல தோட்டங்கள் உள்ளன.",
        ("விதையும் நீரும்", "கருவிகள்"),
        "NotoSansTamil",
    ),
    "thai": Sample(
        "th",
        "สวนชุมชน",
        "ทุก\u200bวัน\u200bศุกร์ เพื่อน\u200bบ้าน\u200bพบ\u200bกัน\u200bที่\u200bสวน\u200bและ\u200bปลูก\u200bผัก\u200bด้วย\u200bกัน "
        "โครงการ\u200bเริ่ม\u200bต้น\u200bใน\u200bย่าน\u200bเล็ก\u200bๆ "
        "วัน\u200bนี้\u200bมี\u200bหลาย\u200bสวน\u200bแล้ว น้ำ\u200bและ\u200bปั๊ม\u200bก็\u200bมี",
        ("เมล็ด\u200bและ\u200bน้ำ", "เครื่อง\u200bมือ"),
        "NotoSansThai",
    ),
    "chinese": Sample(
        "zh",
        "社区花园",
        "每逢星期五，邻居们在花园里见面，一起种植蔬菜。这个项目始于2014年的一个小街区，"
        "如今全市已有35个花园（包括“OpenGarden”）。谁都可以来；没有人需要付钱！",
        ("种子和水", "工具：铲子、水桶"),
        "NotoSansCJKsc",
    ),
    "japanese": Sample(
        "ja",
        "みんなの庭",
        "毎週金曜日、ご近所さんが庭に集まって、いっしょに野菜を育てます。「だれでもどうぞ」と書いてあります。"
        "プロジェクトは小さな町で始まり、今ではたくさんの庭があります。ちょっとした道具もあります。",
        ("種と水", "シャベル、バケツ"),
        "NotoSansCJKjp",
    ),
    "korean": Sample(
        "ko",
        "마을 텃밭",
        "매주 금요일마다 이웃들이 텃밭에서 만나 함께 채소를 기릅니다. "
        "이 사업은 2014년에 작은 동네에서 시작되었고, 오늘날에는 도시 곳곳에 35개의 텃밭이 있습니다.",
        ("씨앗과 물", "도구"),
        "NotoSansCJKkr",
    ),
}
