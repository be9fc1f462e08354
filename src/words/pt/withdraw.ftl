withdraw-title = Retirar: { $name }
withdraw-heading = Retirar este comunicado?
withdraw-read = Ler
withdraw-servers =
    { $count ->
        [0] Ele desaparece da página pública e não pode ser trazido de volta.
        [one] Pedimos a { $count } servidor que o apague. Isto não pode ser desfeito.
       *[other] Pedimos a { $count } servidores que o apaguem. Isto não pode ser desfeito.
    }
withdraw-copies = A maioria dos servidores o apaga, mas ninguém pode garantir que todas as cópias sumiram. O endereço dele dirá que foi retirado, e quando.
withdraw-do = Retirar
withdraw-keep = Manter
