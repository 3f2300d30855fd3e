# Carets under an attribute of None in a chain.
class Node:
    def __init__(self, next=None):
        self.next = next


def third(node):
    return node.next.next.next.value


third(Node(Node()))
