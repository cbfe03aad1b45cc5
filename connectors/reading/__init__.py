"""What protocols share in reading foreign data: JSON that is broken, ids and times of any type, money, HTML."""
