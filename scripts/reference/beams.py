"""`generate` on two languages whose scores both sides compute exactly: one without ties, one full of them."""

import torch
from transformers import GenerationMixin, PreTrainedConfig, PreTrainedModel
from transformers.modeling_outputs import CausalLMOutput

VOCABULARY = 7
STOP, START = 0, 6
SETTINGS = [  # new tokens at least, and at most; whether it stops early; the runs that may not repeat
    (0, 12, False, 0),
    (4, 12, False, 0),
    (0, 3, False, 0),
    (2, 2, False, 0),
    (0, 12, True, 0),
    (0, 20, True, 3),
    (6, 20, False, 3),
]


def scores(sequence: list[int], levels: int) -> list[float]:
    """The test has the same formula. Few levels make many tokens equally likely."""
    state = 17
    for token in sequence:
        state = (state * 31 + token * 7 + 13) % 1009
    return [((state * (token + 3) * 37 + token * token * 11) % levels) * 4 / levels for token in range(VOCABULARY)]


class Language(PreTrainedModel, GenerationMixin):
    config_class = PreTrainedConfig

    def __init__(self, levels: int):
        super().__init__(PreTrainedConfig(vocab_size=VOCABULARY, is_encoder_decoder=False, num_hidden_layers=1))
        self.unused = torch.nn.Parameter(torch.zeros(1))
        self.levels = levels

    def forward(self, input_ids, **_):
        rows = [[scores(row[: at + 1], self.levels) for at in range(len(row))] for row in input_ids.tolist()]
        return CausalLMOutput(logits=torch.tensor(rows))

    def prepare_inputs_for_generation(self, input_ids, **_):
        return {"input_ids": input_ids}


def cases() -> list[dict]:
    made = []
    # Both are primes or powers of 2, so that the scores are exact or nearly so.
    for levels in (1021, 32):
        language = Language(levels).eval()
        for first in range(1, 6):
            for count in (1, 2, 3, 4):
                for at_least, at_most, early, ngram in SETTINGS:
                    answer = language.generate(
                        torch.tensor([[START, first]]),
                        num_beams=count,
                        min_new_tokens=at_least,
                        max_new_tokens=at_most,
                        early_stopping=early if count > 1 else None,
                        no_repeat_ngram_size=ngram,
                        eos_token_id=STOP,
                        pad_token_id=STOP,
                        do_sample=False,
                        use_cache=False,
                    )
                    tokens = answer[0, 2:].tolist()
                    made.append(
                        {
                            "levels": levels,
                            "first": first,
                            "beams": count,
                            "minTokens": at_least,
                            "maxTokens": at_most,
                            "stopsEarly": early or count == 1,
                            "noRepeat": ngram,
                            "tokens": tokens[: tokens.index(STOP)] if STOP in tokens else tokens,
                        }
                    )
    return made
