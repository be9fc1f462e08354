room-campaigns = Campanhas
room-people = Pessoas e papéis
room-reports = Denúncias
room-audit = Registro de ações
room-queue = Filas
# Neighbouring pages of a long list.
room-newer = Para os mais recentes
room-older = Mais antigos
