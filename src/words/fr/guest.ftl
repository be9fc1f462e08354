# Venir à un événement sans compte.
guest-heading = Dites que vous venez
guest-hint = Pas besoin de compte. Vous recevez un courriel avec un lien, et vous ne comptez qu’une fois ce lien ouvert.
guest-answer = Venez-vous ?
guest-answer-yes = Oui
guest-answer-maybe = Peut-être
guest-people = Combien de personnes
guest-people-hint = Vous compris. Un nombre de 1 à 10.
guest-send = Envoyer
guest-privacy = Votre adresse n’est pas gardée : seulement une empreinte, pour que vous comptiez une fois, effacée 30 jours après l’événement. Nous ne pouvons donc pas vous le rappeler. Le courriel contient un lien qui retire votre réponse.
guest-people-wrong = Dites combien de personnes viennent : un nombre de 1 à 10
guest-answer-missing = Choisissez si vous venez ou viendrez peut-être
guest-wait-title = Beaucoup de personnes répondent en ce moment
guest-asked = Si cette adresse peut recevoir du courrier, elle en aura un de nous dans quelques minutes. Ouvrez le lien : alors seulement vous comptez. Sinon votre réponse est effacée après deux jours.
guest-said-yes = { $count ->
    [one] { $count } personne vient à « { $name } ».
   *[other] { $count } personnes viennent à « { $name } ».
}
guest-said-maybe = { $count ->
    [one] { $count } personne viendra peut-être à « { $name } ».
   *[other] { $count } personnes viendront peut-être à « { $name } ».
}
guest-confirm-title = Confirmez votre réponse
guest-confirm-button = Oui, comptez-la
guest-confirm-not-you = Si ce n’est pas vous qui avez répondu, fermez cette page. Tout sera effacé.
guest-counts-title = Merci. Votre réponse compte
guest-counts = Votre réponse compte pour <a>{ $name }</a>.
guest-counts-calendar = <a>Ajoutez-le à votre agenda</a>. Nous n’avons aucune adresse où vous le rappeler.
guest-counts-erase = Vous pouvez la <a>retirer</a> à tout moment.
guest-erase-title = Retirer votre réponse ?
guest-erase = Elle ne compte plus, et rien n’en est gardé.
guest-erase-button = Retirer ma réponse
guest-erased-title = Votre réponse est retirée
guest-erased = Rien n’en est plus gardé ici.
guest-stale = Il est trop ancien, a déjà servi ou a été coupé en route. Rien n’a été changé. Si vous avez confirmé, votre réponse compte.
guest-over-title = Personne ne peut répondre ici pour l’instant
guest-over = L’événement est passé ou annulé, ou ce serveur n’envoie pas de courrier. Rien n’a été compté, et rien de ce que vous avez écrit n’est gardé.
guest-full-title = Trop de personnes répondent en ce moment
guest-full = Rien de ce que vous avez écrit n’a été gardé. Revenez dans une heure.
guest-mail-subject = { $name } : confirmez votre réponse
guest-mail-asked = Quelqu’un, vous peut-être, a répondu avec cette adresse :
guest-mail-confirm = Ouvrez ceci pour confirmer, dans les deux jours. Cela remplace ce que vous aviez confirmé avant :
guest-mail-calendar = L’événement pour votre agenda :
guest-mail-erase = Pour retirer votre réponse, maintenant ou plus tard, ouvrez :
guest-mail-not-you = Si ce n’était pas vous, ne faites rien. Elle ne compte pas et sera effacée après deux jours.
