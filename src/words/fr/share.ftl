share-standing = { $count ->
    [one] personne la soutient
   *[other] personnes la soutiennent
}
share-standing-goal = { $count ->
    [one] personne la soutient. Prochain objectif : { $goal }
   *[other] personnes la soutiennent. Prochain objectif : { $goal }
}
share-label = { $name } : { $number } { $words }
share-take-part = Participer
share-title = Faire passer
share-title-of = Faire passer : { $name }
share-address = L’adresse
share-handle = Sur Mastodon et ses parents : <strong>{ $name }</strong>
share-site = Sur votre propre site
share-lines = Copiez une de ces lignes dans votre page. Chacune montre le nombre actuel, ne charge rien d’autre, n’exécute aucun script et ne nous dit rien de vos lectrices et lecteurs.
share-badge = Un badge
share-badge-alt = Le badge de cette campagne
share-counter = Un compteur
share-counter-alt = Le compteur de cette campagne
share-frame = Une petite page dans un cadre
share-picture = Une image pour affiches et publications
share-picture-link = La carte de cette campagne en PNG, 1200 sur 630 pixels
share-programs = Pour les programmes
share-atom = Flux Atom
share-json = Flux JSON
share-about = environ { $number }
