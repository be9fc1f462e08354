report-title = Signalements
report-lead = Qui ouvre un signalement lit les publications signalées et aucune autre. Chaque consultation figure au journal.
report-none = Aucun signalement n’est ouvert.
report-number = Signalement { $name }
report-category-spam = Indésirable
report-category-legal = Contraire à la loi
report-category-violation = Contraire aux règles
report-category-other = Autre chose
report-closed = Clos
report-closed-at = Clos le { $when }
report-suspended = Comptes suspendus d’autres serveurs
report-lift = L’entendre de nouveau
report-blocked = Domaines bloqués
report-unblock = Ne plus le bloquer
report-back = Tous les signalements
report-from = Signalé par
report-about = À propos de
report-is-suspended = Suspendu ici
report-rules = Règles qui auraient été enfreintes
report-comment = Ce qui est dit
report-no-comment = Aucune raison donnée.
report-posts = Publications signalées
report-only-these = Vous voyez ces publications parce qu’elles ont été signalées, quels qu’en soient les destinataires.
report-files = { $count ->
    [one] Un fichier est joint. Il n’est pas montré ici.
   *[other] { $count } fichiers sont joints. Ils ne sont pas montrés ici.
}
report-missing = { $count ->
    [one] Une publication signalée n’existe plus.
   *[other] { $count } publications signalées n’existent plus.
}
report-measures = Ce qui peut être fait
report-suspend = Suspendre ce compte
report-block = Bloquer son domaine
report-member = Décider pour ce membre
report-end = Clore le signalement
report-note = Note
report-note-hint = Ce qui a été décidé et pourquoi, pour la modération qui le lira plus tard
report-close = Le clore
report-done-close = Le signalement est clos.
report-done-suspend = Le compte est suspendu ici.
report-done-block = Le domaine est bloqué.
report-done-lift = Le compte est de nouveau entendu.
report-done-forget = Le domaine n’est plus bloqué.
report-suspend-title = Suspendre ce compte ?
report-suspend-now = Rien de ce qu’il envoie n’a plus d’effet ici, et rien de lui n’est montré.
report-suspend-more = Les abonnements entre lui et les personnes d’ici prennent fin. Vous pourrez l’entendre de nouveau plus tard ; les abonnements ne reviennent pas d’eux-mêmes.
report-suspend-go = Le suspendre
report-block-title = Bloquer ce domaine ?
report-block-now = Rien n’est plus accepté du domaine ni de ce qui en dépend, et rien n’y est plus envoyé.
report-block-more = Ce qui attend encore pour lui est abandonné. Toutes les personnes de là-bas sont coupées de toutes celles d’ici, aussi celles qui n’ont rien fait.
report-block-go = Le bloquer
report-keep = Ne rien faire
