room-campaigns = Campagnes
room-people = Personnes et rôles
room-reports = Signalements
room-audit = Journal
room-queue = Files d’attente
# Neighbouring pages of a long list.
room-newer = Vers les plus récents
room-older = Plus anciens
# What waits for a decision, which may be much: how many there are, and its pages.
room-waiting = { $count ->
    [one] { $count } attend une décision.
   *[other] { $count } attendent une décision, dans l’ordre d’arrivée.
}
room-waiting-pages = En attente d’une décision
room-first = Au début
room-next = Suite
