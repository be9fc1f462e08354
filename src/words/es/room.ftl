room-campaigns = Campañas
room-people = Personas y papeles
room-reports = Denuncias
room-audit = Registro de acciones
room-queue = Colas
# Neighbouring pages of a long list.
room-newer = A lo más reciente
room-older = Anteriores
# What waits for a decision, which may be much: how many there are, and its pages.
room-waiting = { $count ->
    [one] { $count } espera una decisión.
   *[other] { $count } esperan una decisión; primero lo que más tiempo lleva.
}
room-waiting-pages = En espera de una decisión
room-first = A lo primero
room-next = Siguientes
