poll-title = Signer : { $name }
poll-option-named = Je signe, avec mon nom
poll-option-hidden = Je signe, sans mon nom
poll-vote-here = Votez dans ce sondage et vous avez signé. Votre vote compte une fois.
poll-who-sees = Votre nom ne paraît sur la page de la campagne que si vous le choisissez. Personne n'apprend qui a voté ; seuls ceux qui gèrent votre serveur et le nôtre pourraient le voir.
poll-heading = Signer depuis Mastodon
poll-hint = Votez dans une publication de la campagne avec le compte que vous avez, et vous avez signé. Dites-nous où est votre compte, nous vous montrons le chemin.
poll-post = La publication où voter
poll-shown = Le sondage
poll-several = Vous pouvez choisir plusieurs réponses.
poll-votes = { $count ->
    [one] { $count } vote, { $percent } %
   *[other] { $count } votes, { $percent } %
}
poll-voters = { $count ->
    [0] Personne n’a encore voté.
    [one] { $count } personne a voté.
   *[other] { $count } personnes ont voté.
}
poll-counts-later = Leurs choix sont montrés à la fin.
poll-until = Ouvert jusqu’à : { $when }.
poll-ended = Terminé : { $when }.
poll-over = Il est terminé.
poll-signs = Voter ici, c’est signer la campagne <a>{ $campaign }</a>.
poll-vote = Voter depuis votre propre serveur
poll-vote-how = Votez avec le compte que vous avez, sur Mastodon ou un autre serveur. Dites-nous où il est, et nous vous montrons le chemin. Ou cherchez-y cette adresse :
poll-desk = Signatures depuis d'autres serveurs
poll-desk-signed =
    { $count ->
        [0] Personne n'a encore signé dans le sondage.
        [one] Une personne a signé dans le sondage.
       *[other] { $count } personnes ont signé dans le sondage.
    }
poll-desk-closed = Le sondage est clos.
poll-desk-none = Qui a un compte ailleurs peut signer en votant dans une publication de la campagne. Il n'y en a pas encore.
poll-desk-ask = Publier le sondage
poll-desk-ask-hint = Il parvient à toutes les personnes qui suivent la campagne et finit avec elle.
poll-desk-asked = Le sondage est publié.
