interact-heading = Partager ou répondre
interact-title = Partager ou répondre : { $name }
interact-at-home = Cela se fait sur votre propre serveur, avec le compte que vous y avez.
interact-way = Dites-nous où est votre compte. Nous vous montrons le chemin vers ce communiqué sur votre serveur.
interact-there = Là-bas, vous pouvez partager ce communiqué ou y répondre avec votre propre compte : { $title }
