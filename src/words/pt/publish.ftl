publish-check = Confira antes de publicar
publish-check-change = Confira a alteração
publish-nobody-follows = <strong>Nenhum outro servidor segue ainda.</strong> O texto aparece logo na página pública, e qualquer pessoa pode copiá-lo.
publish-goes-to =
    { $count ->
        [one] Isto vai para { $count } servidor e não pode ser chamado de volta.
       *[other] Isto vai para { $count } servidores e não pode ser chamado de volta.
    }
publish-can-read =
    { $count ->
        [one] { $count } pessoa pode ler lá.
       *[other] { $count } pessoas podem ler lá.
    }
publish-earlier-text = Outros servidores podem continuar mostrando o texto anterior. Todas as versões continuam públicas aqui.
publish-copies-stay = Você pode editar ou retirar depois, mas cópias podem ficar.
publish-signed-by = Seu nome não é mostrado: quem assina é { $coalition }.
publish-preview = É assim que vai aparecer
publish-to =
    { $count ->
        [0] Publicar
        [one] Publicar para { $count } servidor
       *[other] Publicar para { $count } servidores
    }
publish-change-to =
    { $count ->
        [0] Publicar a alteração
        [one] Publicar a alteração para { $count } servidor
       *[other] Publicar a alteração para { $count } servidores
    }
publish-go-back = Voltar e alterar
