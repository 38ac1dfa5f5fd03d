"""Small vocabularies of our own in the real formats."""

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import BartTokenizer, BertTokenizer, CLIPTokenizer, GPT2Tokenizer

WORDS = (
    "a the an of in on at with and to is two three man woman child dog cat bird horse lake sea road street city night "
    "day sun sky hill mountain tree field fence rain snow light dark old young red blue green white black running "
    "standing sitting looking under over near through song love heart home alone happy sad dance party fire water"
).split()
SENTENCES = [f"{a} {b} {c}" for a in WORDS for b, c in zip(WORDS[3::7], WORDS[5::7])]


def word_piece(*, blip: bool, characters: str = "") -> BertTokenizer:
    """[CLS] is 101 and [SEP] 102 as in bert-base-uncased; BLIP adds [DEC] and [ENC] at the end."""
    tokens = ["[PAD]", *(f"[unused{at}]" for at in range(99)), "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    letters = list("abcdefghijklmnopqrstuvwxyz0123456789")
    tokens += list("!\"#$%&'()*+,-./:;<=>?@[]_~’–…") + letters + [f"##{letter}" for letter in letters]
    tokens += list("夜に駆け愛の歌 ё я ß æ ø 가 ا".replace(" ", "")) + ["##ing", "##s", "##ed", "cafe", "naive", "😀", "##😀"]
    tokens += [word for word in WORDS if len(word) > 1]
    tokens += [form for character in sorted(set(characters)) for form in (character, f"##{character}")]
    if blip:
        tokens += ["[DEC]", "[ENC]"]
    vocab = {token: at for at, token in enumerate(dict.fromkeys(tokens))}
    extra = {"bos_token": "[DEC]", "additional_special_tokens": ["[ENC]"]} if blip else {}
    return BertTokenizer(vocab=vocab, do_lower_case=True, model_max_length=512, **extra)


def byte_pairs(cls: type, specials: list[str], size: int, **options: object) -> object:
    """GPT-2's or BART's byte-level BPE, trained on a few sentences of ours."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=specials,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(SENTENCES, trainer)
    return cls(vocab=tokenizer.get_vocab(), merges=merges_of(tokenizer), **options)


def merges_of(tokenizer: Tokenizer) -> list[tuple[str, str]]:
    import json

    return [tuple(merge) for merge in json.loads(tokenizer.to_str())["model"]["merges"]]


def gpt2() -> GPT2Tokenizer:
    return byte_pairs(GPT2Tokenizer, ["<|endoftext|>"], 340, model_max_length=64)


def bart() -> BartTokenizer:
    return byte_pairs(BartTokenizer, ["<s>", "<pad>", "</s>", "<unk>"], 340, model_max_length=64)


def clip() -> CLIPTokenizer:
    """CLIP's BPE marks the end of a word and pads with the end token."""
    tokenizer = Tokenizer(models.BPE(end_of_word_suffix="</w>"))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    # CLIP's tokens hold no spaces: the words are trained alone.
    trainer = trainers.BpeTrainer(vocab_size=320, initial_alphabet=alphabet, end_of_word_suffix="</w>", show_progress=False)
    tokenizer.train_from_iterator(WORDS, trainer)
    merges = [merge for merge in merges_of(tokenizer)]
    tokens = alphabet + [f"{letter}</w>" for letter in alphabet] + ["".join(merge) for merge in merges]
    vocab = {token: at for at, token in enumerate(dict.fromkeys(tokens))}
    for token in ["<|startoftext|>", "<|endoftext|>"]:
        vocab[token] = len(vocab)
    return CLIPTokenizer(vocab=vocab, merges=merges, model_max_length=77)
