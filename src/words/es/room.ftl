room-campaigns = Campañas
room-people = Personas y papeles
room-reports = Denuncias
room-audit = Registro de acciones
room-queue = Colas
