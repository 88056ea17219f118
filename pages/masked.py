"""A phone number with its middle hidden."""


def masked(phone: str) -> str:
    """A number as pages show it: 138****2046."""
    local = phone.removeprefix("+86")
    return f"{local[:3]}****{local[-4:]}" if len(local) > 7 else "****" * bool(local)
