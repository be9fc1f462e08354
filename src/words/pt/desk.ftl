desk-you = Você trabalha aqui com o papel de { $role } em { $coalition }.
desk-nobody-follows = Ninguém segue ainda.
desk-reach = { $followers } em { $servers }.
desk-followers =
    { $count ->
        [one] { $count } pessoa segue
       *[other] { $count } pessoas seguem
    }
desk-servers =
    { $count ->
        [one] { $count } servidor
       *[other] { $count } servidores
    }
desk-write = Escrever um comunicado
desk-no-statement = Ainda não há nenhum comunicado.
desk-no-server = Nenhum outro servidor para o qual entregar
desk-edit = Editar
desk-withdraw = Retirar
desk-state-draft = Rascunho
desk-state-published = Publicado
desk-state-edited = Editado
desk-state-withdrawn = Retirado
desk-done-published = Publicado.
desk-done-changed = A alteração está publicada.
desk-done-withdrawn = Retirado.
desk-on-its-way =
    { $count ->
        [0] Nenhum outro servidor segue ainda.
        [one] Está a caminho de { $count } servidor.
       *[other] Está a caminho de { $count } servidores.
    }
desk-correct = Corrigir
desk-done-corrected = A correção está publicada.
