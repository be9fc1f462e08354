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
