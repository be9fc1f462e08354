kept-away-title = Nada se perdeu e nada foi publicado
kept-away-lead = A sua sessão terminou enquanto você trabalhava.
kept-away-again = Você entrou de novo e pode continuar de onde estava.
kept-away-open = Continuar
kept-away-how = { $count ->
    [one] Entre com este navegador dentro de uma hora: o que você digitou fica guardado, selado, e só volta para você.
   *[other] Entre com este navegador dentro de { $count } horas: o que você digitou fica guardado, selado, e só volta para você.
}
kept-title = Seu trabalho não enviado
kept-lead = A sua sessão terminou antes do envio. Nada disso foi publicado.
kept-since = Guardado desde { $when }
kept-open = Voltar ao formulário
kept-copy = Este formulário não pode ser preenchido de novo sozinho. Copie o que precisar e abra o formulário outra vez.
kept-texts = O que você digitou
kept-forget = Descartar
