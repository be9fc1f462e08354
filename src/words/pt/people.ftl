people-title = Pessoas e papéis
people-invite = Pedidos e convites
people-you = É você
people-suspended = Suspensão desde { $when }
people-since = Aqui desde { $when }
people-changed = Última mudança em { $when }
people-back = Todas as pessoas
people-role = Papel
people-role-label = Que papel tem aqui
people-role-hint = Vale de imediato, também no que já está aberto.
people-role-go = Mudar o papel
people-role-done = { $name } tem outro papel agora.
people-entry = Entrada
people-out = Não pode entrar, e nada está aberto para esta pessoa.
people-let-back = Deixar voltar
people-back-done = { $name } pode entrar de novo.
people-sessions = { $count ->
    [0] Não há nenhuma sessão aberta.
    [one] Há uma sessão aberta em um dispositivo.
   *[other] Há sessões abertas em { $count } dispositivos.
}
people-link = Criar um link de entrada
people-link-once = O link só é mostrado agora e funciona uma vez, dentro de dois dias.
people-link-care = Quem o tiver entra como esta pessoa: entregue-o por um meio seguro.
people-end = Encerrar todas as sessões
people-end-done = Todas as sessões, aplicativos e links de { $name } foram encerrados.
people-suspend = Suspender
people-suspend-title = Suspender esta pessoa?
people-suspend-now = A sessão dela é encerrada em todos os lugares de imediato, e ela não pode mais entrar.
people-suspend-more = Os aplicativos, links de entrada e convites dela terminam. O que ela escreveu fica. Você pode deixá-la voltar depois; o que terminou continua terminado.
people-suspend-go = Suspender
people-suspend-done = { $name } não pode mais entrar.
people-keep = Não fazer nada
