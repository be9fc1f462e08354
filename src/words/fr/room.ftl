room-campaigns = Campagnes
room-people = Personnes et rôles
room-reports = Signalements
room-audit = Journal
room-queue = Files d’attente
# Neighbouring pages of a long list.
room-newer = Vers les plus récents
room-older = Plus anciens
