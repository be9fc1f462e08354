room-campaigns = Mga kampanya
room-people = Mga tao at tungkulin
room-reports = Mga ulat
room-audit = Talaan
room-queue = Mga pila
