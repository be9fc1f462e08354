withdrawn-title = Communiqué retiré
withdrawn-heading = Ce communiqué a été retiré
withdrawn-by = { $coalition } l’a retiré le { $when }.
withdrawn-published = Il avait été publié le { $when }.
withdrawn-copies = Des copies peuvent encore exister ailleurs. { $coalition } ne les soutient plus.
withdrawn-others = <a>Lire les autres communiqués</a>
