room-campaigns = Campanhas
room-people = Pessoas e papéis
room-reports = Denúncias
room-audit = Registro de ações
room-queue = Filas
