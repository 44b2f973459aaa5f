"""What every setting is for, in a sentence: shown by editors as people type, and by the manual."""

from __future__ import annotations

ITEM = {
    "box": "Where it stands: two of left, width and right, and two of top, height and bottom.",
    "when": "Only on cards that have this: picture, or  not picture, or  picture and not icon.",
}
SOLE = ITEM | {
    "turn": "Degrees by which it is turned clockwise about the middle of its box; a quarter turn fills the box.",
}
VALIGN = "Where the text stands in the height of its box: top, middle or bottom."
COLUMNS = "How many columns the text runs through, filled evenly."
GUTTER = "The room between two columns."
FIT = "card: each card has the largest size that it bears; deck: all cards have the same."
CORNER = "The radius of its rounded corners."
SIDE = "The items of this side, painted in this order."

EXPLAINED: dict[str, dict[str, str]] = {
    "DeckShape": {
        "title": "The deck's title.",
        "subtitle": "Stands on the cover; {count} becomes the number of cards.",
        "publisher": "Stands on the cover and in the PDF.",
        "licence": "Under which terms the deck may be shared.",
        "language": "The language of the words, such as fr, en or pt-BR: for spaces, quotation marks and hyphenation.",
        "languages": "The languages that the deck is translated into, by code; their cards are in cards/CODE/.",
        "date": "The date of this edition, such as 2026-11-23.",
        "layout": "How the cards look: the name of a file in layouts/, or of a layout that comes with the tool.",
        "size": "The size of a card: a name such as poker or tarot, or 70x120mm.",
        "paper": "What you print on: a name such as A4 or Letter, or 210x297mm.",
        "categories": "Groups of cards, by letter.",
        "fields": "What a card carries besides its title, in the order in which it is printed.",
        "cards": "A table (CSV, XLSX, JSON) in which the cards are kept, beside those in cards/.",
        "fonts": "Typefaces of the deck's own, by name: font files or a family; text is the one that layouts use.",
        "companions": "Cards made for every category: index, blank.",
        "blank": "The blank cards of each category.",
        "outputs": "Ways to print of the deck's own, or changes to those that come with the tool.",
    },
    "TableShape": {
        "file": "The table's file, in the project's folder or in cards/.",
        "sheet": "The sheet of a workbook; else its first.",
        "columns": "What columns are whose names are none of a card: the heading, then the field.",
    },
    "CategoryShape": {
        "name": "The category's name.",
        "color": 'Its colour: "#FFD400" in quotes, or inks as they stand: cmyk(0 5 100 0).',
        "spot": "The name of a spot ink that the colour stands in for.",
        "about": "A text about the category, for its index card.",
        "icon": "Its emblem: the name of a file in assets/icons/, without .svg.",
    },
    "FieldShape": {
        "label": "What is printed before the text.",
        "required": "Whether every card must have it.",
        "print": "false: the field is for you alone and printed nowhere.",
    },
    "TongueShape": {
        "title": "The deck's title in this language.",
        "subtitle": "Its subtitle.",
        "publisher": "Its publisher, where the name differs.",
        "licence": "Its licence.",
        "categories": "The names of the categories, by letter.",
        "fields": "The labels of the fields, by field.",
    },
    "CategoryWordsShape": {
        "name": "The category's name in this language.",
        "about": "The text about it.",
    },
    "FieldWordsShape": {
        "label": "What is printed before the text in this language.",
    },
    "TypefaceShape": {
        "regular": "A font file, in assets/fonts/, or a family; else the typeface that comes with the tool.",
        "bold": "The font file of its bold.",
        "italic": "The font file of its italic.",
        "bold_italic": "The font file of its bold italic.",
        "fallback": "The typefaces that are asked for what this one lacks: names under fonts, font files or families.",
    },
    "FontsShape": {
        "fallback": "The same for every typeface of the deck, after its own.",
    },
    "BlankShape": {
        "each": "How many of them each category has.",
        "ruled": "Whether they have lines to write on.",
    },
    "OutputShape": {
        "like": "The output that it is made of; to see them, run:  deck outputs",
        "about": "What it is for, in a line.",
        "paper": "What it is printed on.",
        "flip": "The edge on which the printer turns the sheet.",
        "gutter": "The room between cards: bleed, or shared for cards that share a cut.",
        "marks": "Crop marks at corners, across the sheet, or none.",
        "mark_weight": "The thickness of the marks.",
        "mark_offset": "How far the marks stand off the cards.",
        "slug": "Whether a line at the edge says which sheet this is.",
        "sides": "Which sides are printed.",
        "order": "rows, or stack for piles that lie in deck order once they are cut.",
        "standard": "The standard that the PDF keeps.",
        "profile": "The ICC profile of the press, in assets/color/.",
        "condition": "The name of the printing condition, such as FOGRA39.",
        "ink_limit": "The most ink that may lie in one place, such as 280%.",
        "bleed": "How far colour runs over the edge.",
        "faces": "In which order the faces of a card follow one another.",
        "apart": "Whether every face is a file of its own.",
        "corner": "The radius at which corners are cut.",
    },
    "CardsShape": {
        "category": "The letter of the category that the cards of this file are in.",
        "cards": "The cards.",
    },
    "CardShape": {
        "title": "The card's title.",
        "id": "A name that stays when the title changes.",
        "front_title": "What the front says, where the title is too long for it.",
        "category": "The letter of its category, where it is not the file's.",
        "special": "A card beside the deck, laid out by this layout: cover, licence, guide …",
        "place": "Where a special card lies: first or last.",
        "icon": "Its pictogram: the name of a file in assets/icons/, without .svg.",
        "picture": "Its photograph: a file in assets/pictures/.",
        "copies": "How many of this card are printed.",
        "tags": "Words by which cards are chosen:  deck build --tag …",
        "labels": "Labels of this card's own, by field.",
        "made_from": "In a translation: the text that it was made from. Written by  deck translations --accept",
    },
    "LayoutShape": {
        "extends": "The layout that this one changes; what it does not say is taken from there.",
        "bleed": "How far colour runs over the edge; printers ask for 3mm.",
        "safe": "How far words stay from the edge; written  safe  in a box.",
        "corner": "The radius of the card's corners, for cutting machines.",
        "mirror": "Whether left and right change places in decks written from right to left; else write  false.",
        "overflow": "What a text does that is too long: stop the build, or continue on another card. The flow does it.",
        "styles": "How texts look, by name.",
        "front": SIDE,
        "back": SIDE,
        "categories": "What is otherwise on the cards of single categories, by letter.",
    },
    "CategoryPartShape": {
        "styles": "What differs in these styles.",
        "front": "The items of this side, instead of the others.",
        "back": "The items of this side, instead of the others.",
    },
    "StyleShape": {
        "like": "The style that this one changes.",
        "font": "A typeface of deck.yaml; text is the one that comes with the tool.",
        "weight": "regular or bold.",
        "italic": "Whether it is italic.",
        "size": "One size, 7pt, or a range in which the largest that fits is chosen, 5pt..9pt.",
        "leading": "From line to line, in sizes of the text: 1.2.",
        "align": "left, center, right or justify.",
        "hyphenate": "Whether words may be parted; else only in justified text.",
        "balance": "Whether lines are made about equally long, as titles want it.",
        "color": "black, white, category, category 30%, a colour in quotes or cmyk(…); else whatever can be read.",
    },
    "BoxShape": {
        "top": "From the card's upper edge: 10%, 4mm, 0 or safe.",
        "right": "From the card's right edge.",
        "bottom": "From the card's lower edge.",
        "left": "From the card's left edge.",
        "width": "How wide it is, in mm or % of the card.",
        "height": "How high it is, in mm or % of the card.",
    },
    "FillShape": SOLE | {
        "fill": "An area of colour; where it touches an edge it runs out into the bleed.",
        "corner": CORNER,
        "index": "category: only the part of the box that is the category's own, as the steps of a thumb index.",
    },
    "FrameShape": SOLE | {
        "frame": "A line of this colour around the box.",
        "weight": "How thick the line is.",
        "corner": CORNER,
    },
    "RuleShape": SOLE | {
        "rule": "A straight line of this colour along the middle of the longer side of the box.",
        "weight": "How thick it is.",
        "dash": "The length of its dashes; else it is drawn through.",
    },
    "LinesShape": SOLE | {
        "lines": "Lines to write on, so far apart.",
        "weight": "How thick they are.",
        "color": "Their colour.",
    },
    "ArtShape": SOLE | {
        "art": "A pictogram of assets/icons/: its name, or the card's in braces.",
        "color": "The colour of its figure; else whatever can be seen on the ground.",
    },
    "PictureShape": SOLE | {
        "picture": "A photograph of assets/pictures/ that fills the box, cropped to it.",
    },
    "QrShape": SOLE | {
        "qr": "A QR code of this text or address.",
    },
    "TextShape": SOLE | {
        "text": "Words, and names in braces: {title}; of {index|number} the first that says something.",
        "style": "The style in which it is set.",
        "valign": VALIGN,
        "fit": FIT,
        "columns": COLUMNS,
        "gutter": GUTTER,
    },
    "FlowShape": SOLE | {
        "flow": "Fields one after the other: fields (all), first, rest (what nothing else prints), or their names.",
        "style": "The style of the text.",
        "label": "The style of the labels; without it there are none.",
        "fit": FIT,
        "apart": "The field that stands at the foot of the box under a rule; last for the last one.",
        "rule": "The colour of that rule.",
        "valign": VALIGN,
        "overflow": "stop or continue, where the flows of a layout differ in what a text does that is too long.",
        "columns": COLUMNS,
        "gutter": GUTTER,
    },
    "RepeatShape": ITEM | {
        "repeat": "A field or tags: its items are drawn for each entry of the list, or each paragraph.",
        "items": "What is drawn; boxes are measured in the entry's part, {entry} and {entry.number} stand for it.",
        "columns": "How many parts lie side by side.",
        "gap": "The room between two parts.",
        "each": "The greatest height of a part; else they fill the box.",
    },
}  # fmt: skip
