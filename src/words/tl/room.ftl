room-campaigns = Mga kampanya
room-people = Mga tao at tungkulin
room-reports = Mga ulat
room-audit = Talaan
room-queue = Mga pila
# Neighbouring pages of a long list.
room-newer = Sa pinakabago
room-older = Mas luma
