report-title = Denúncias
report-lead = Quem abre uma denúncia lê as publicações denunciadas e nenhuma outra. Cada consulta fica no registro de ações.
report-none = Não há denúncia aberta.
report-number = Denúncia { $name }
report-category-spam = Spam
report-category-legal = Contra a lei
report-category-violation = Contra as regras
report-category-other = Outra coisa
report-closed = Encerradas
report-closed-at = Encerrada em { $when }
report-suspended = Contas suspensas de outros servidores
report-lift = Voltar a ouvi-la
report-blocked = Domínios bloqueados
report-unblock = Não bloquear mais
report-back = Todas as denúncias
report-from = Denunciado por
report-about = Sobre
report-is-suspended = Suspensa aqui
report-rules = Regras que teriam sido quebradas
report-comment = O que dizem
report-no-comment = Não deram nenhum motivo.
report-posts = Publicações denunciadas
report-only-these = Você vê estas publicações porque foram denunciadas, seja quem for o destinatário.
report-files = { $count ->
    [one] Há um arquivo anexado. Ele não é mostrado aqui.
   *[other] Há { $count } arquivos anexados. Eles não são mostrados aqui.
}
report-missing = { $count ->
    [one] Uma publicação denunciada não existe mais.
   *[other] { $count } publicações denunciadas não existem mais.
}
report-measures = O que pode ser feito
report-suspend = Suspender esta conta
report-block = Bloquear o domínio dela
report-member = Decidir sobre este membro
report-end = Encerrar a denúncia
report-note = Nota
report-note-hint = O que foi decidido e por quê, para a moderação que ler depois
report-close = Encerrar
report-done-close = A denúncia está encerrada.
report-done-suspend = A conta está suspensa aqui.
report-done-block = O domínio está bloqueado.
report-done-lift = A conta volta a ser ouvida.
report-done-forget = O domínio não está mais bloqueado.
report-suspend-title = Suspender esta conta?
report-suspend-now = Nada do que ela enviar terá mais efeito aqui, e nada dela será mostrado.
report-suspend-more = Terminam os vínculos de seguir entre ela e as pessoas daqui. Você pode voltar a ouvi-la depois; esses vínculos não voltam sozinhos.
report-suspend-go = Suspender
report-block-title = Bloquear este domínio?
report-block-now = Nada é aceito do domínio e do que está abaixo dele, e nada mais é enviado para lá.
report-block-more = O que ainda espera por ele é descartado. Todas as pessoas de lá ficam separadas de todas as daqui, também as que não fizeram nada.
report-block-go = Bloquear
report-keep = Não fazer nada
