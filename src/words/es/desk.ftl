desk-you = Trabajas aquí con el papel de { $role } en { $coalition }.
desk-nobody-follows = Todavía no sigue nadie.
desk-reach = { $followers } en { $servers }.
desk-followers =
    { $count ->
        [one] { $count } persona sigue
       *[other] { $count } personas siguen
    }
desk-servers =
    { $count ->
        [one] { $count } servidor
       *[other] { $count } servidores
    }
desk-write = Escribir un comunicado
desk-no-statement = Todavía no hay ningún comunicado.
desk-no-server = No hay ningún otro servidor al que entregar
desk-edit = Editar
desk-withdraw = Retirar
desk-state-draft = Borrador
desk-state-published = Publicado
desk-state-edited = Editado
desk-state-withdrawn = Retirado
desk-done-published = Publicado.
desk-done-changed = El cambio está publicado.
desk-done-withdrawn = Retirado.
desk-on-its-way =
    { $count ->
        [0] Todavía no sigue ningún otro servidor.
        [one] Va de camino a { $count } servidor.
       *[other] Va de camino a { $count } servidores.
    }
desk-correct = Corregir
desk-done-corrected = La corrección está publicada.
