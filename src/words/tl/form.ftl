form-problem = May problema
form-error = Mali:
form-continue = Magpatuloy
form-own-address = Ang sarili mong address
form-own-address-hint = Isang pangalan at isang server, gaya ng @ikaw@server.example
