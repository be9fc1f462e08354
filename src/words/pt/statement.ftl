statement-untitled = Comunicado sem título
statement-warning = Aviso de conteúdo:
statement-show-text = Mostrar o texto
statement-edited = Editado em { $when }
statement-in-languages = Em { $languages }
statement-newer = Comunicados mais recentes
statement-older = Comunicados mais antigos
statement-pages = Mais comunicados
statement-by = Comunicado de <a>{ $coalition }</a>
statement-in-campaign = na campanha <a>{ $campaign }</a>
statement-of = Comunicado de { $name }
statement-published = Publicado em { $when }
statement-changes = Ver o que mudou
statement-languages = Idiomas deste comunicado
statement-translated = Esta é uma tradução. <a>Ler o original</a>
statement-attached = Anexos
statement-undescribed = Arquivo sem descrição
statement-image = Imagem ({ $name })
statement-sound = Áudio ({ $name })
statement-film = Vídeo ({ $name })
statement-tags = Etiquetas
statement-replies =
    { $count ->
        [one] <strong>{ $count }</strong> resposta
       *[other] <strong>{ $count }</strong> respostas
    }
statement-boosts =
    { $count ->
        [one] <strong>{ $count }</strong> impulso
       *[other] <strong>{ $count }</strong> impulsos
    }
statement-likes =
    { $count ->
        [one] <strong>{ $count }</strong> favorito
       *[other] <strong>{ $count }</strong> favoritos
    }
statement-check = Como verificar uma cópia
statement-signed-by = Este texto é assinado por { $coalition }. Quem mudar uma só palavra quebra a assinatura. Uma cópia que lhe mostrem em outro lugar é autêntica se tiver as mesmas palavras que a cópia assinada.
statement-proof = Chave, resumo e cópia assinada
statement-save-copy = Salve a <a>cópia assinada (JSON)</a>.
statement-compare = Compare as palavras dela com a cópia que lhe mostraram.
statement-verify = Verifique a assinatura com a chave abaixo. Qualquer programa para o método eddsa-jcs-2022 pode fazer isso, sem este site.
statement-compare-key = Compare a chave com uma que você recebeu de { $coalition } por outro meio, por exemplo em papel.
statement-key = Chave
statement-digest = Resumo da cópia assinada (SHA-256)
statement-signed = Assinado
statement-pass-on = Leia, passe adiante, verifique:
statement-qr = Código QR com o endereço desta página
