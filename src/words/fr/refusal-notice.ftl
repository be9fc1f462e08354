# What is refused about notices.
refusal-notice-empty = Écrivez ce que vous voulez dire à vos membres.
refusal-notice-long = Raccourcissez l’annonce à { $count } caractères au plus.
refusal-notice-backwards = Le dernier jour est avant le premier.
refusal-notice-past = Le dernier jour est déjà passé. Choisissez-en un qui soit à venir.
refusal-notice-no-sign = Réagissez avec un seul emoji.
refusal-notice-many-kinds = Il y a déjà { $count } sortes de réactions. Choisissez-en une.
