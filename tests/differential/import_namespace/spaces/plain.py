NAME = f"plain in {__package__}"
