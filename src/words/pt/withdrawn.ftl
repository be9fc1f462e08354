withdrawn-title = Comunicado retirado
withdrawn-heading = Este comunicado foi retirado
withdrawn-by = { $coalition } o retirou em { $when }.
withdrawn-published = Ele havia sido publicado em { $when }.
withdrawn-copies = Ainda pode haver cópias em outros lugares. { $coalition } não as apoia mais.
withdrawn-others = <a>Ler os outros comunicados</a>
