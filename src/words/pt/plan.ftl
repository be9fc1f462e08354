plan-list-title = Campanhas
plan-list-empty = Ainda não há nenhuma campanha.
plan-ended = Terminou: dê um passo
plan-new = Escrever uma campanha
plan-followers = { $count ->
    [0] Ninguém segue ainda
    [one] Uma pessoa segue
   *[other] { $count } pessoas seguem
}
plan-servers = { $count ->
    [0] Ninguém segue de outro servidor
    [one] Seguida de um outro servidor
   *[other] Seguida de outros { $count } servidores
}
plan-changed = Alterada em { $when }
plan-all = Todas as campanhas
plan-edit = Editar
plan-look = Como aparece
plan-public-page = Página pública
plan-milestones-reached = { $count ->
    [one] { $reached } de { $count } marco alcançado
   *[other] { $reached } de { $count } marcos alcançados
}
plan-steps = Próximo passo
plan-steps-hint = Cada um pergunta antes e diz o que faz.
plan-over = A campanha está encerrada, e assim fica.
plan-said = O que foi dito
plan-nothing-said = Nada foi dito nela ainda.
plan-write-coalition = Escrever como a coalizão
plan-write-campaign = Escrever como a campanha
plan-by-campaign = Dito pela campanha
plan-by-coalition = Dito pela coalizão
plan-is-key = No topo
plan-pin = Pôr no topo
plan-delivery = Entrega
plan-edit-said = Editar
plan-withdraw-said = Retirar
plan-no-server = Nenhum outro servidor para o qual entregar
plan-outcome = Entregues: { $delivered }; esperando: { $waiting }; recusados: { $refused }
plan-done-saved = Salvo.
plan-done-step = Pronto. Todo mundo pode ver.
plan-done-published = Publicado.
plan-done-pinned = Agora está no topo da campanha.
plan-new-title = Nova campanha
plan-edit-title = Editar campanha
plan-name = Nome
plan-name-hint = Curto, como as pessoas vão dizer
plan-handle = Identificador
plan-handle-hint = É por este nome que a seguem: letras minúsculas, dígitos, _ e -, como em rio-limpo. Ele fica fixo quando a campanha é aberta.
plan-handle-fixed = O identificador é { $handle } e assim fica.
plan-handle-wrong = Escolha outro identificador: de 1 a 30 letras minúsculas, dígitos, _ ou -. Alguns nomes são reservados.
plan-language = Idioma destes textos
plan-goal = Meta
plan-goal-hint = O que se quer alcançar, em uma frase
plan-demands = O que se exige
plan-demands-hint = Uma exigência em cada linha. Linhas vazias não contam.
plan-demand = Exigência { $count }
plan-more-demands = Adicionar exigências
plan-addressed = De quem
plan-addressed-hint = Quem pode decidir, com o cargo se ajudar.
plan-asked = Pessoa que decide { $count }
plan-office = Cargo da pessoa que decide { $count }
plan-more-addressed = Adicionar pessoas que decidem
plan-about = Por quê
plan-about-hint = Uma linha vazia começa um parágrafo. **negrito**, *itálico*, - para uma lista, [palavras](endereço) para um link.
plan-time = De quando até quando
plan-starts = Primeiro dia
plan-ends = Último dia
plan-day-hint = Como 2026-12-01
plan-milestones = Marcos
plan-milestones-hint = Pontos no caminho: um dia, ou um número de apoios. Marque os que foram alcançados.
plan-milestone = Marco { $count }
plan-milestone-day = O dia dele
plan-milestone-supporters = Apoios necessários
plan-milestone-reached = Foi alcançado
plan-more-milestones = Adicionar marcos
plan-sectors = Áreas de trabalho
plan-sectors-hint = É por elas que encontram a campanha.
plan-tags = Etiquetas
plan-tags-hint = Outras palavras sem espaços, separadas por vírgulas: água, barragem
plan-regions = Regiões
plan-regions-hint = Países como HU, partes deles como HU-BU, ou números da ONU como 150, separados por vírgulas
plan-reads = Idiomas da sua gente
plan-reads-hint = O que a sua gente lê e escreve.
plan-donations = Formas de dar dinheiro
plan-donations-hint = Várias são melhores que uma: cada uma pode ser cortada. Um endereço https, ou um endereço payto, bitcoin ou monero.
plan-donation = Nome da forma { $count }
plan-link = Endereço da forma { $count }
plan-more-donations = Adicionar formas
plan-mirrors = Cópias em outros lugares
plan-mirrors-hint = Onde o mesmo pode ser lido se este servidor não puder ser acessado. Endereços https ou onion.
plan-mirror = Cópia { $count }
plan-more-mirrors = Adicionar cópias
plan-nothing-yet = Nada está salvo ainda. A página seguinte mostra como vai aparecer.
plan-changed-meanwhile = Outra pessoa alterou esta campanha desde que você abriu o formulário. Veja o que ela diz agora: o que você salvar toma o lugar.
plan-look-title = É assim que vai aparecer
plan-from = A partir de { $name }
plan-until = Até { $name }
plan-supporters = { $count ->
    [one] Um apoio
   *[other] { $count } apoios
}
plan-reached = Alcançado
plan-give = Doar
plan-change = Voltar e alterar
plan-back = Voltar à campanha
plan-save = Salvar o rascunho
plan-save-public = Publicar a alteração
plan-only-desk = Só quem trabalha aqui pode vê-la. Nada sai deste servidor antes que a campanha seja aberta.
plan-goes-nowhere = Nenhum outro servidor a segue ainda. Ela aparece logo na página pública, e qualquer pessoa pode copiá-la.
plan-goes-to = { $count ->
    [one] Isto vai para um servidor e não pode ser chamado de volta.
   *[other] Isto vai para { $count } servidores e não pode ser chamado de volta.
}
plan-goes-more = O que ela dizia antes pode ficar em outros servidores. Ninguém lê quem a alterou.
plan-step-title = { $name }?
plan-step-open = Abrir a todo mundo
plan-step-gather-again = Reunir apoios de novo
plan-step-delivered = As exigências foram entregues
plan-step-answered = Houve resposta
plan-step-won = A campanha foi vitoriosa
plan-step-lost = A campanha foi derrotada
plan-step-closed = Encerrar
plan-open-public = A partir de agora todo mundo pode ver a campanha, e nada a esconde de novo.
plan-open-handle = Ela ganha uma conta própria que pode ser seguida: { $name }. Este nome fica fixo para sempre.
plan-open-after = O que ela diz ainda pode ser alterado; cada alteração é vista. Ninguém lê quem a abriu.
plan-close-for-good = Ela não diz mais nada e nunca mais abre. A página dela continua legível.
plan-step-stays = O passo fica na página com a data de hoje.
plan-step-keep = Agora não
plan-step-not-yet = Este passo ainda não pode ser dado
plan-step-meanwhile = A campanha deu outro passo desde que você abriu a página. Nada foi feito.
plan-source = A ideia que retoma
plan-discard = Descartar este rascunho
plan-discard-title = Descartar este rascunho?
plan-discard-gone = Tudo o que foi escrito nele se perde para sempre. Ninguém de fora o viu.
plan-discard-handle = O nome { $name } fica livre de novo.
