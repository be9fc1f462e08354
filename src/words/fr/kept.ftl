kept-away-title = Rien n’est perdu et rien n’a été publié
kept-away-lead = Votre session s’est fermée pendant que vous travailliez.
kept-away-again = Vous êtes de nouveau connecté·e et pouvez reprendre là où vous en étiez.
kept-away-open = Reprendre
kept-away-how = { $count ->
    [one] Connectez-vous avec ce navigateur dans l’heure : ce que vous avez saisi est gardé, scellé, et ne revient qu’à vous.
   *[other] Connectez-vous avec ce navigateur dans les { $count } heures : ce que vous avez saisi est gardé, scellé, et ne revient qu’à vous.
}
kept-title = Votre travail non envoyé
kept-lead = Votre session s’est fermée avant l’envoi. Rien n’en a été publié.
kept-since = Gardé depuis le { $when }
kept-open = Retour au formulaire
kept-copy = Ce formulaire ne peut pas être rempli de nouveau tout seul. Copiez ce qu’il vous faut et rouvrez le formulaire.
kept-texts = Ce que vous avez saisi
kept-forget = Le jeter
