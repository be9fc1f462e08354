event-when = Quand
event-where = Où
event-online = À distance
event-when-open = { $day }, { $from } ({ $zone })
event-when-day = { $day }, de { $from } à { $until } ({ $zone })
event-when-days = Du { $day } à { $from } jusqu’à { $until } ({ $zone })
event-cancelled = Cet événement est annulé.
event-by = Événement de { $name }
event-about = Ce qui se passe
event-answers = Qui vient
event-answers-yes = { $count ->
    [0] Personne n’a encore dit venir.
    [one] { $count } personne a dit venir.
   *[other] { $count } personnes ont dit venir.
}
event-answers-maybe = { $count ->
    [one] { $count } de plus viendra peut-être.
   *[other] { $count } de plus viendront peut-être.
}
event-answers-how = Dites que vous venez depuis Mobilizon ou un autre serveur d’événements. Nous gardons le nombre, et aucune liste de personnes.
event-yours-yes = Vous avez dit que vous venez.
event-yours-maybe = Vous avez dit que vous viendrez peut-être.
event-yours-none = Vous n’avez pas encore répondu.
event-yes = Je viens
event-maybe = Je viendrai peut-être
event-no = Je ne viens pas
event-yours-hidden = Les autres voient le nombre, et personne ne voit votre nom.
event-sign-in = Les membres <a>se connectent</a>, reviennent à cette page et répondent d’un geste.
event-note-answer = Dites si vous venez :
event-ways-accounts = Avec un compte :
event-ways-guests = Par le formulaire :
event-calendar = L’ajouter à votre agenda
event-post = Lire et faire circuler la publication à ce sujet
event-list = Événements
event-list-of = Événements : { $name }
event-list-none = Aucun événement n’est à venir.
event-list-calendar = Suivre ces événements dans votre agenda
event-called-off = Annulé : { $name }
event-coming = Événements à venir
event-past = Événements passés
event-all = Tous les événements
event-new = Appeler à un événement
event-none-yet = Il n’y a pas encore d’événement.
event-edit = Modifier l’événement
event-read = Le lire
event-form-caller = Qui appelle
event-form-name = Son nom
event-form-starts = Début
event-form-clock = À l’heure du lieu, comme 2026-12-05T14:00
event-form-ends = Fin
event-form-optional = Laissez vide si personne ne le sait
event-form-zone = Fuseau horaire du lieu
event-form-zone-hint = Comme Europe/Budapest ou Asia/Manila
event-form-no-zone = Ce fuseau horaire n’existe pas. Écrivez-le comme Europe/Budapest.
event-form-no-start = Écrivez le jour et l’heure du début, comme 2026-12-05T14:00.
event-form-no-end = Écrivez le jour et l’heure de la fin, comme 2026-12-05T16:00, ou laissez vide.
event-form-place = Lieu
event-form-address = Adresse
event-form-online = Lien pour participer à distance
event-form-online-hint = Commence par https://
event-form-about = Ce qui se passe
event-form-about-hint = En Markdown
event-form-language = Langue
event-form-goes = { $count ->
    [0] Ceci est publié. Aucun autre serveur ne suit encore. Cela ne peut pas être rappelé, seulement annulé.
    [one] Ceci part vers { $count } serveur. Cela ne peut pas être rappelé, seulement annulé.
   *[other] Ceci part vers { $count } serveurs. Cela ne peut pas être rappelé, seulement annulé.
}
event-form-change = Toutes les personnes prévenues apprennent le changement.
event-form-call = Publier et appeler
event-form-save = Publier la modification
event-form-back = Retour aux événements
event-cancel = L’annuler
event-cancel-ask = Annuler cet événement ?
event-cancel-goes = { $count ->
    [0] La page dira qu’il n’a pas lieu.
    [one] La page dira qu’il n’a pas lieu, et { $count } serveur est prévenu.
   *[other] La page dira qu’il n’a pas lieu, et { $count } serveurs sont prévenus.
}
