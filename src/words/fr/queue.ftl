queue-title = Files d’attente
queue-out = À distribuer
queue-in = À appliquer
queue-aside = Mis de côté
queue-oldest = L’envoi le plus ancien attend depuis le { $when }.
queue-lanes = Serveurs pour lesquels quelque chose attend
queue-well = Rien n’attend, et aucun serveur n’a de problème.
queue-waiting = { $count ->
    [0] Rien n’attend.
    [one] Un envoi attend.
   *[other] { $count } envois attendent.
}
queue-failures = { $count ->
    [one] Le dernier essai a échoué.
   *[other] Les { $count } derniers essais ont échoué.
}
queue-lane-oldest = Le plus ancien depuis le { $when }
queue-lane-next = Prochain essai le { $when }
queue-lane-success = Joint pour la dernière fois le { $when }
queue-lane-never = Jamais joint
queue-retry = Essayer maintenant
queue-drop = Abandonner ce qui attend
queue-more = { $count ->
    [one] Et un serveur de plus.
   *[other] Et { $count } serveurs de plus.
}
queue-aside-heading = Mis de côté
queue-aside-none = Rien n’a été mis de côté.
queue-aside-lead = Cela est venu d’autres serveurs et n’a pas pu être appliqué. Cela peut marcher après une mise à jour de ce serveur.
queue-requeue = Réessayer
queue-retried = { $count ->
    [one] Un envoi est essayé maintenant.
   *[other] { $count } envois sont essayés maintenant.
}
queue-dropped = { $count ->
    [one] Un envoi est abandonné.
   *[other] { $count } envois sont abandonnés.
}
queue-requeued = C’est réessayé.
queue-nothing = Plus rien n’attend pour { $name }.
queue-drop-title = Abandonner ce qui attend pour ce serveur ?
queue-drop-count = { $count ->
    [one] Un envoi n’atteindra jamais ce serveur. C’est irréversible.
   *[other] { $count } envois n’atteindront jamais ce serveur. C’est irréversible.
}
queue-drop-why = Ses utilisateurs ne verront pas ce qui a été dit, modifié ou retiré entre-temps. Si le serveur est seulement en panne, attendez : il est réessayé pendant 7 jours.
queue-drop-go = L’abandonner
queue-keep = Le garder
queue-held-back = Serveurs qui envoient trop
queue-held-back-lead = Dans la dernière heure, ils ont envoyé plus qu’un serveur ne peut envoyer, et ont été priés d’envoyer le reste plus tard. Si c’est une attaque, bloquez le serveur.
queue-held-back-count = { $count ->
    [one] Retenu une fois.
   *[other] Retenu { $count } fois.
}
queue-mails = E-mails à envoyer
queue-mails-failed = E-mails en échec
queue-mails-heading = E-mails en difficulté
queue-mails-off = Aucun e-mail n’est envoyé : la configuration ne nomme aucun serveur de messagerie.
queue-mails-relay = Le serveur de messagerie ne prend aucun e-mail depuis le { $when } :
queue-mails-well = Aucun e-mail n’est en difficulté.
queue-mails-lead = On ne montre pas ici à qui ils vont. Un e-mail en échec ne part pas avant d’être réessayé.
queue-mails-retry = Les essayer tous maintenant
queue-mails-more = { $count ->
    [one] Et un e-mail de plus.
   *[other] Et { $count } e-mails de plus.
}
queue-mails-retried = { $count ->
    [0] Il n’y avait aucun e-mail à essayer.
    [one] Un e-mail est essayé maintenant.
   *[other] { $count } e-mails sont essayés maintenant.
}
queue-mail-waits = Attend ; prochain essai le { $when }.
queue-mail-failed = En échec.
queue-mail-tries = { $count ->
    [one] Essayé une fois.
   *[other] Essayé { $count } fois.
}
queue-mail-answer = Réponse du serveur de messagerie :
queue-mail-written = Écrit le { $when }
queue-mail-drop = Abandonner cet e-mail
queue-mail-gone = Cet e-mail n’est plus en difficulté.
queue-mail-drop-title = Abandonner cet e-mail ?
queue-mail-drop-now = Il ne sera jamais envoyé. C’est irréversible.
queue-mail-drop-why = La personne à qui il est destiné l’attend en vain et devra le redemander.
queue-mail-dropped = L’e-mail est abandonné.
queue-mail-pledge = Confirmation d’une signature
queue-mail-guest = Confirmation d’une venue à un événement
queue-mail-subscription = Confirmation de la lettre d’information
queue-mail-letter-check = Confirmation d’une lettre
queue-mail-letter = Lettre à une personne qui décide
queue-mail-newsletter = Lettre d’information
queue-mail-test = Essai du serveur de messagerie
