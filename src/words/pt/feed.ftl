feed-statement = Seguir as mudanças deste comunicado em um leitor de feeds
feed-event = Seguir as mudanças deste evento em um leitor de feeds
feed-events = Seguir estes eventos em um leitor de feeds
feed-directory = Seguir em um leitor de feeds quem se junta
feed-exchange = Seguir novos chamados e ideias em um leitor de feeds
feed-changes-of = Mudanças: { $name }
feed-changed = Nova versão: { $name }
feed-corrected = Correção: { $name }
