withdrawn-title = Comunicado retirado
withdrawn-heading = Este comunicado fue retirado
withdrawn-by = { $coalition } lo retiró el { $when }.
withdrawn-published = Se había publicado el { $when }.
withdrawn-copies = Puede que aún haya copias en otros lugares. { $coalition } ya no las respalda.
withdrawn-others = <a>Leer los demás comunicados</a>
