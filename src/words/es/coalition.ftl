coalition-title = { $name }: comunicados
coalition-followers =
    { $count ->
        [0] Todavía no la sigue nadie
        [one] <strong>{ $count }</strong> persona la sigue
       *[other] <strong>{ $count }</strong> personas la siguen
    }
coalition-writes-in = Escribe en { $languages }
coalition-campaigns = Campañas
coalition-no-statement = Aquí todavía no hay ningún comunicado.
coalition-statements-by = Comunicados de { $name }
coalition-link-verified = Confirmado por esa página, { $day }
