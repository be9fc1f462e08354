form-problem = Hay un problema
form-error = Error:
form-continue = Continuar
form-own-address = Tu propia dirección
form-own-address-hint = Un nombre y un servidor, como @tu@servidor.example
