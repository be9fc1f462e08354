# Qui la coalition suit, ce qu’elle relaie et à quoi elle répond.
following-title = Abonnements
following-follow = Suivre quelqu’un
following-whom = Qui
following-whom-hint = Comme @nom@serveur.example, ou l’adresse de sa page.
following-do-follow = Suivre
following-of = { $name } suit
following-nobody = Personne pour le moment.
following-asked = Demandé, sans réponse encore
following-do-unfollow = Ne plus suivre
following-boost = Relayer une publication
following-post = Adresse de la publication
following-post-hint = Commence par https://. Copiez-la depuis le navigateur.
following-do-boost = Relayer
following-boosted = Relayé
following-do-unboost = Annuler
following-answer = Répondre à une publication
following-text = La réponse
following-do-answer = Répondre en public
following-hand-in-hint = D’autres l’approuvent avant qu’elle ne parte.
following-do-hand-in = Remettre pour relecture
following-answers = Répond à
following-fault-nothing = Il n’y a rien à cette adresse, ou pas pour tout le monde.
following-fault-unreached = L’autre serveur n’a pas répondu. Réessayez plus tard.
following-fault-empty = Écrivez la réponse.
following-boost-hint =
    { $count ->
        [0] Cela ne part encore nulle part : aucun autre serveur ne suit.
        [one] Cela part vers { $count } serveur.
       *[other] Cela part vers { $count } serveurs.
    }
following-answer-hint =
    { $count ->
        [0] Aucun autre serveur ne suit ; la personne à qui vous répondez la reçoit, et elle ne peut être rappelée.
        [one] Elle part vers { $count } serveur et vers la personne à qui vous répondez, et ne peut être rappelée.
       *[other] Elle part vers { $count } serveurs et vers la personne à qui vous répondez, et ne peut être rappelée.
    }
following-done-followed = La coalition suit ce compte.
following-done-asked = La demande est faite. Le suivi commence quand elle est acceptée.
following-done-unfollowed = La coalition ne suit plus ce compte.
following-done-boosted = C’est relayé.
following-done-unboosted = Ce n’est plus relayé.
following-done-answered = La réponse est publiée.
