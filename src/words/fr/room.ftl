room-campaigns = Campagnes
room-people = Personnes et rôles
room-reports = Signalements
room-audit = Journal
room-queue = Files d’attente
