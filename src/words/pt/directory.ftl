directory-title = Coalizões e campanhas
directory-lead = Trabalham junto com { $name }. Cada uma concordou em estar aqui.
directory-count = { $count ->
    [one] { $count } entrada
   *[other] { $count } entradas
}
directory-none = Ainda não há ninguém aqui.
directory-none-found = Não há ninguém aqui com estas palavras.
directory-by-sector = Por área de trabalho
directory-by-region = Por região
directory-by-language = Por idioma
directory-by-state = Pelo avanço da campanha
directory-all = Mostrar tudo
directory-coalition = Coalizão
directory-campaign = Campanha
directory-follow = Seguir do seu servidor
directory-follow-of = : { $name }
directory-regions = Regiões:
directory-languages = Idiomas:
directory-follow-all = Seguir todas de uma vez
directory-follow-all-hint = Copie este endereço no campo de busca de um servidor Mastodon, versão 4.6 ou mais nova:
directory-logo = Logotipo de { $name }
directory-desk-title = Diretório
directory-desk-lead = Coalizões e campanhas que você mostra a quem lê. Ninguém é mostrado sem consentimento, e ninguém mostra as suas sem o seu.
directory-ask-heading = Perguntar a alguém
directory-ask-label = Coalizão ou campanha
directory-ask-hint = Um identificador como @coalizao@example.org, ou o endereço da página
directory-ask-what-happens = Recebem um pedido assinado. São mostradas assim que concordarem.
directory-ask-button = Pedir consentimento
directory-requests = Quem quer mostrar as suas
directory-no-request = Ninguém pediu.
directory-request-of = quer mostrar { $name }
directory-request-shows = mostra { $name }
directory-accept = Permitir
directory-decline = Dizer não
directory-revoke = Retirar
directory-entries = Coalizões e campanhas conhecidas
directory-candidates = Conhecidas e ainda não perguntadas
directory-own = As suas
directory-show-own = Mostrar no diretório
directory-hide-own = Não mostrar
directory-remove = Tirar
directory-ask-again = Perguntar
directory-state-candidate = Não perguntado
directory-state-asked = Perguntado, ainda sem resposta
directory-state-listed = Mostrada
directory-state-declined = Disse não
directory-state-withdrawn = Retirou o consentimento
directory-lists = Listas de parceiras
directory-lists-lead = Parceiras publicam listas assinadas de quem mostram. Uma lista só lhe diz a quem você poderia perguntar.
directory-no-list = Nenhuma parceira publica uma lista ainda.
directory-list-read = Lida
directory-list-never = Ainda não lida.
directory-list-trouble = Não pôde ser lida: { $name }
directory-look = Ler agora
directory-trust = Perguntar a todas que ela nomeia
directory-distrust = Não perguntar a ninguém automaticamente
directory-named = Nomeadas por parceiras
directory-open-heading = Outras podem mostrar as suas?
directory-is-open = Outras podem perguntar. As que você segue ou mostra recebem um sim de imediato; as demais esperam por você aqui.
directory-is-closed = Ninguém pode mostrar as suas, e ninguém pode perguntar.
directory-close = Não deixar ninguém mostrar as nossas
directory-close-consequence = Tudo o que você permitiu é retirado. Não pode ser desfeito: será preciso perguntar de novo.
directory-reopen = Deixar outras perguntarem
directory-describe-heading = Em que a sua coalizão trabalha
directory-describe-sectors = Áreas de trabalho
directory-describe-regions = Regiões
directory-describe-regions-hint = Códigos separados por vírgulas: um país como HU, uma parte dele como HU-BU
directory-describe-languages = Idiomas
directory-describe-languages-hint = Códigos separados por vírgulas, como en, es
directory-describe-save = Salvar
directory-done-asked = O pedido foi feito. São mostradas quando concordarem.
directory-done-listed = São mostradas agora.
directory-done-removed = Não são mais mostradas.
directory-done-accepted = Podem mostrar as suas.
directory-done-declined = Não podem mostrar as suas.
directory-done-changed = Salvo.
directory-done-read = A lista foi lida.
directory-to-page = Ver a página pública
directory-card-coalitions = { $count ->
    [one] { $count } coalizão
   *[other] { $count } coalizões
}
directory-card-campaigns = { $count ->
    [one] { $count } campanha
   *[other] { $count } campanhas
}
