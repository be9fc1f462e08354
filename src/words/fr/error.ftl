error-nothing-done = Rien n’a été enregistré, modifié ni envoyé.
error-refused = Ce n’est pas possible
error-bad-request = Nous n’avons pas compris
error-bad-request-happened = Votre navigateur a envoyé quelque chose que cette page ne peut pas utiliser. Il manque peut-être une partie d’un lien ou d’un formulaire.
error-bad-request-advice = Revenez en arrière, rechargez la page et réessayez.
error-forbidden = Vous ne pouvez pas ouvrir cette page
error-forbidden-happened = Vous n’avez pas ouvert de session, votre session est terminée, ou votre rôle ne le permet pas.
error-forbidden-advice = Connectez-vous avec votre nom et votre mot de passe, ou demandez un lien de connexion à une personne responsable de cette coalition.
error-not-found = Nous n’avons pas trouvé cette page
error-not-found-happened = L’adresse est peut-être mal écrite ou coupée, ou il n’y a jamais eu de page ici.
error-not-found-safe = Les communiqués publics sont toujours à leur place.
error-not-found-advice = Vérifiez l’adresse, ou cherchez-la parmi les communiqués.
error-gone = Cette page a été retirée
error-gone-happened = Il y avait une page ici. Elle a été retirée et ne reviendra pas.
error-gone-safe = Tout le reste est à sa place.
error-gone-advice = Cherchez des paroles plus récentes parmi les communiqués.
error-too-large = C’était trop grand
error-too-large-happened = Le texte ou le fichier est plus grand que ce que ce serveur accepte en une fois.
error-too-large-safe = Rien n’a été enregistré, modifié ni envoyé. Ce que vous avez écrit est encore dans votre navigateur.
error-too-large-advice = Revenez en arrière, raccourcissez ou réduisez, et envoyez de nouveau.
error-too-many = Trop de tentatives
error-too-many-happened = Ce serveur a reçu en peu de temps plus de demandes qu’il n’en traite.
error-too-many-safe = La dernière n’a rien enregistré, modifié ni envoyé.
error-too-many-advice = Attendez un peu, puis réessayez.
error-internal = Quelque chose a échoué ici
error-internal-happened = La faute est de notre côté. Elle a été inscrite au journal de ce serveur.
error-internal-safe = Une modification est enregistrée en entier ou pas du tout. Rien n’est à moitié fait.
error-internal-advice = Avant d’envoyer de nouveau, regardez si c’est déjà là.
error-unavailable = Nous ne pouvons pas répondre pour l’instant
error-unavailable-happened = Ce serveur démarre, est en maintenance ou a trop à faire.
error-unavailable-safe = Ce qui était enregistré est à l’abri. La dernière demande n’a pas été prise.
error-unavailable-advice = Attendez quelques minutes, puis rechargez cette page.
error-wait-seconds =
    { $count ->
        [one] Vous pourrez réessayer dans <strong>{ $count } seconde</strong>.
       *[other] Vous pourrez réessayer dans <strong>{ $count } secondes</strong>.
    }
error-wait-minutes =
    { $count ->
        [one] Vous pourrez réessayer dans <strong>{ $count } minute</strong>.
       *[other] Vous pourrez réessayer dans <strong>{ $count } minutes</strong>.
    }
error-wait-hours =
    { $count ->
        [one] Vous pourrez réessayer dans <strong>{ $count } heure</strong>.
       *[other] Vous pourrez réessayer dans <strong>{ $count } heures</strong>.
    }
error-reference = Si vous signalez ceci, indiquez le numéro { $number }
