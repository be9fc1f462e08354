version-title = Versões de: { $name }
version-heading = Versões deste comunicado
version-back = Voltar ao comunicado
version-none = Não há versões para mostrar.
version-number = Versão { $count }
version-now = a que se lê agora
version-current = Atual
