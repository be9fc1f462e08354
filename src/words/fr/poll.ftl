poll-title = Signer : { $name }
poll-option-named = Je signe, avec mon nom
poll-option-hidden = Je signe, sans mon nom
poll-vote-here = Votez dans ce sondage et vous avez signé. Votre vote compte une fois.
poll-who-sees = Votre nom ne paraît sur la page de la campagne que si vous le choisissez. Personne n'apprend qui a voté ; seuls ceux qui gèrent votre serveur et le nôtre pourraient le voir.
poll-heading = Signer depuis Mastodon
poll-hint = Votez dans une publication de la campagne avec le compte que vous avez, et vous avez signé. Dites-nous où est votre compte, nous vous montrons le chemin.
poll-post = La publication où voter
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
