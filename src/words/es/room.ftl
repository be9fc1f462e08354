room-campaigns = Campañas
room-people = Personas y papeles
room-reports = Denuncias
room-audit = Registro de acciones
room-queue = Colas
# Neighbouring pages of a long list.
room-newer = A lo más reciente
room-older = Anteriores
