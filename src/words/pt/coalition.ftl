coalition-title = { $name }: comunicados
coalition-followers =
    { $count ->
        [0] Ninguém segue ainda
        [one] <strong>{ $count }</strong> pessoa segue
       *[other] <strong>{ $count }</strong> pessoas seguem
    }
coalition-writes-in = Escreve em { $languages }
coalition-campaigns = Campanhas
coalition-no-statement = Ainda não há nenhum comunicado aqui.
coalition-statements-by = Comunicados de { $name }
coalition-link-verified = Confirmado por essa página, { $day }
