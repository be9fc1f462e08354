campaign-state-draft = Brouillon
campaign-state-gathering = Recueille des soutiens
campaign-state-delivered = Remise à celles et ceux qui décident
campaign-state-answered = Une réponse a été donnée
campaign-state-won = Gagnée
campaign-state-lost = Perdue
campaign-state-closed = Close
campaign-state-ended = Les signatures sont closes
campaign-by = Campagne de <a>{ $coalition }</a>
campaign-from = À partir du { $day }
campaign-until = Jusqu’au { $day }
campaign-ended = Terminée le { $day }
campaign-demands = Ce qui est exigé
campaign-of-whom = De qui
campaign-in-short = En bref
campaign-why = Pourquoi
campaign-way = En chemin
campaign-supporters =
    { $count ->
        [one] { $count } soutien
       *[other] { $count } soutiens
    }
campaign-reached = Atteint
campaign-since = Depuis le { $when }
campaign-said = Ce qui a été dit
campaign-give = Donner de l’argent
campaign-donate = Faire un don
campaign-mirrors = Si cette page n’est plus accessible
campaign-region = Région :
campaign-pass-on = À lire et à faire circuler :
campaign-line-state = État
campaign-line-asked = Demandé à
campaign-line-until = Jusqu’au
campaign-line-ended = Terminée le
campaign-line-by = Organisée par
campaign-line-endorsed = Avec le soutien de
