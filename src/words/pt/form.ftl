form-problem = Há um problema
form-error = Erro:
form-continue = Continuar
form-own-address = Seu próprio endereço
form-own-address-hint = Um nome e um servidor, como @voce@servidor.example
