room-campaigns = Mga kampanya
room-people = Mga tao at tungkulin
room-reports = Mga ulat
room-audit = Talaan
room-queue = Mga pila
# Neighbouring pages of a long list.
room-newer = Sa pinakabago
room-older = Mas luma
# What waits for a decision, which may be much: how many there are, and its pages.
room-waiting = { $count ->
   *[other] { $count } ang naghihintay ng pasya; una ang pinakaluma.
}
room-waiting-pages = Naghihintay ng pasya
room-first = Sa una
room-next = Susunod
