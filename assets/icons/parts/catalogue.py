"""Every file: its name, its French title, and the function that draws it."""

from __future__ import annotations

from collections.abc import Callable

import cards_a_to_d as ad
import cards_e_to_g as eg
import cards_h_to_l as hl
import extras as ex
from canvas import Picture

CATALOGUE: dict[str, tuple[str, Callable[[], Picture]]] = {
    "covoiturage": ("Covoiturage", ad.covoiturage),
    "location-voitures": ("Location de voitures entre particuliers", ad.location_voitures),
    "flotte-vehicules": ("Flotte de véhicules partagés", ad.flotte_vehicules),
    "velos-partages": ("Vélos partagés", ad.velos_partages),
    "parkings-partages": ("Parkings partagés", ad.parkings_partages),
    "coworking": ("Coworking", ad.coworking),
    "makerspace": ("Makerspace / Fablabs", ad.makerspace),
    "ateliers-creation": ("Ateliers création art / artisanat", ad.ateliers_creation),
    "agriculture-communautaire": ("Agriculture communautaire", ad.agriculture_communautaire),
    "achats-groupes": ("Achats groupés directement au producteur", ad.achats_groupes),
    "partage-invendus": ("Partage des invendus", ad.partage_invendus),
    "fabrication-digitale": ("Fabrication digitale", ad.fabrication_digitale),
    "energie-decentralisee": ("Production d’énergie décentralisée", ad.energie_decentralisee),
    "cooperative-utilisateurs": ("Coopérative d’utilisateurs", ad.cooperative_utilisateurs),
    "recyclage-don": ("Recyclage et plateformes de don", eg.recyclage_don),
    "troc": ("Troc", eg.troc),
    "repair-cafes": ("Repair Cafes", eg.repair_cafes),
    "bricotheque": ("Bricothèque", eg.bricotheque),
    "marches-occasion": ("Marchés d’occasion", eg.marches_occasion),
    "home-made": ("Home made", eg.home_made),
    "location-particuliers": ("Location entre particuliers", eg.location_particuliers),
    "echange-maisons": ("Echange de maisons", eg.echange_maisons),
    "repas-habitant": ("Repas chez l’habitant", eg.repas_habitant),
    "guides-locaux": ("Guides locaux", eg.guides_locaux),
    "culture-loisirs": ("Culture loisirs", eg.culture_loisirs),
    "cooperatives-habitants": ("Coopératives d’habitants", eg.cooperatives_habitants),
    "habitat-partage": ("Habitat partagé", eg.habitat_partage),
    "apprentissage-en-ligne": ("Apprentissage en ligne pour tous", hl.apprentissage_en_ligne),
    "banques-temps": ("Banques de temps", hl.banques_temps),
    "apprentissage-pairs": ("Apprentissage pairs à pairs", hl.apprentissage_pairs),
    "donnees-ouvertes": ("Données ouvertes", hl.donnees_ouvertes),
    "democratie-participative": ("Démocratie participative", hl.democratie_participative),
    "financement-participatif": ("Financement participatif", hl.financement_participatif),
    "pret-particuliers": ("Prêt entre particuliers", hl.pret_particuliers),
    "monnaies-locales": ("Monnaies locales complémentaires", hl.monnaies_locales),
    "couverture": ("Couverture", ex.couverture),
    "licence": ("Licence", ex.licence),
    "vierge": ("Carte vierge", ex.vierge),
    "categorie-A": ("Pratiques de mobilité partagée", ex.categorie_a),
    "categorie-B": ("Espaces partagés de travail et de création", ex.categorie_b),
    "categorie-C": ("Agriculture communautaire", ex.categorie_c),
    "categorie-D": ("Production collaborative", ex.categorie_d),
    "categorie-E": ("Utilisation partagée ou collective, réutilisation, recyclage", ex.categorie_e),
    "categorie-F": ("Tourisme et échanges d’expérience", ex.categorie_f),
    "categorie-G": ("Habitat partagé", ex.categorie_g),
    "categorie-H": ("Mise en commun des connaissances et des aptitudes", ex.categorie_h),
    "categorie-I": ("Gouvernance ouverte", ex.categorie_i),
    "categorie-L": ("Finance collaborative", ex.categorie_l),
}
